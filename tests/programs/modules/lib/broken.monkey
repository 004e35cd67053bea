let x = 
let y = )
