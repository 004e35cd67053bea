// stdin: first line
// stdin:
// stdin: dritte Zeile äöü
puts(readLine()) // expect: first line
puts([readLine()]) // expect: [""]
puts(readLine().upper()) // expect: DRITTE ZEILE ÄÖÜ
puts(readLine()) // expect: null
puts(readLine()) // expect: null
