let	a	=	1
puts(	a	) // expect: 1
