//! Numbers: `12`, `1_000`, `0xFF`, `0b1010`, `1.5`, `2.5e-3`; integers of any size.
//!
//! Example: `0x8000_0000_0000_0000` is a [`Kind::BigInt`], `12abc` is an error.
//!
//! Invariant: an integer that fits 64 bits with its sign is never a [`Kind::BigInt`].

use super::token::is_name_part;
use super::{Kind, Scanner};
use crate::source::Diagnostic;
use dashu_int::UBig;

impl Scanner<'_> {
    /// An integer whose digits begin `skip` bytes behind `start`.
    pub(super) fn integer(&mut self, start: u32, skip: usize, radix: u32) {
        if self.number_runs_on(start) {
            return;
        }
        let digits = self.raw.slice()[skip..].replace('_', "");
        if let Ok(value) = i64::from_str_radix(&digits, radix) {
            self.out.ints.push(value);
            return self.push(Kind::Int, start, self.out.ints.len() - 1);
        }
        match UBig::from_str_radix(&digits, radix) {
            Ok(value) => {
                self.out.big_ints.push(value);
                self.push(Kind::BigInt, start, self.out.big_ints.len() - 1);
            }
            Err(_) => self.invalid_number(start),
        }
    }

    pub(super) fn float(&mut self, start: u32) {
        if self.number_runs_on(start) {
            return;
        }
        match self.raw.slice().replace('_', "").parse() {
            Ok(value) => {
                self.out.floats.push(value);
                self.push(Kind::Float, start, self.out.floats.len() - 1);
            }
            Err(_) => self.invalid_number(start),
        }
    }

    /// Whether letters or digits follow a number without a gap; they are then reported and taken with it.
    fn number_runs_on(&mut self, start: u32) -> bool {
        let rest = self.raw.remainder();
        let length: usize = rest
            .chars()
            .take_while(|&c| is_name_part(c))
            .map(char::len_utf8)
            .sum();
        if length == 0 {
            return false;
        }
        self.raw.bump(length);
        self.invalid_number(start);
        true
    }

    fn invalid_number(&mut self, start: u32) {
        let end = self.raw.span().end as u32;
        let mut shown: String = self.text[start as usize..end as usize]
            .chars()
            .take(40)
            .collect();
        if shown.len() < (end - start) as usize {
            shown.push_str("...");
        }
        self.error(Diagnostic::error(
            self.span(start, end),
            format!("invalid number '{shown}'"),
        ));
        self.push(Kind::Bad, start, 0);
    }
}
