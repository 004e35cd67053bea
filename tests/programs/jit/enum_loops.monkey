// An enum is gone through in hot loops, known and as a value; its values are keys, elements, fields.
enum Suit { Clubs, Hearts, Spades }
enum Rank { Two, Three }
let n = 0
let last = null
for (let i = 0; i < 400; i++) { for (s in Suit) { if (s == Suit.Hearts) { n += 1 }; last = s } }
puts(n, last)
let count = {}
for (let i = 0; i < 600; i++) {
    let e = i % 3 == 0 ? Rank : Suit
    for (v in e) { count[v] = (count[v] ?? 0) + len(e) }
}
puts(count)
fn clubs(e) { e.Clubs }
let same = 0
for (let i = 0; i < 500; i++) { if (clubs(i % 2 == 0 ? Suit : {"Clubs": i}) == Suit.Clubs) { same += 1 } }
puts(same)
let cards = []
for (let i = 0; i < 300; i++) { if (Suit.Spades in cards) { cards = [] } else { cards.push([...Suit][i % 3]) } }
puts(cards, Suit.Hearts in Suit)
let text = ""
for (let i = 0; i < 200; i++) { text = `${i % 2 == 0 ? Suit.Clubs : Rank.Two}${len(text)}` }
puts(text)
// expect: 400
// expect: Suit.Spades
// expect: {Rank.Two: 400, Rank.Three: 400, Suit.Clubs: 1200, Suit.Hearts: 1200, Suit.Spades: 1200}
// expect: 250
// expect: [Suit.Hearts, Suit.Spades]
// expect: true
// expect: Rank.Two12
