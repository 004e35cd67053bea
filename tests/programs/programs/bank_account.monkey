fn account(balance = 0) {
  let history = []
  {
    "deposit": n => { balance += n; history.push(`+${n}`); balance },
    "withdraw": n => {
      if (n > balance) { error(`only ${balance} left`) }
      balance -= n
      history.push(`-${n}`)
      balance
    },
    "history": () => history[:]
  }
}
let a = account(100)
puts(a.deposit(50), a.withdraw(30)) // expect: 150
// expect: 120
puts(try { a.withdraw(500) } catch (e) { e.message }) // expect: only 120 left
puts(a.history(), account().deposit(1))
// expect: ["+50", "-30"]
// expect: 1
