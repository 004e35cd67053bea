//! Floats: their text, and exact conversion to and comparison with integers.
//!
//! ```text
//! 1.0 -> 1.0     1e21 -> 1e21     0.1 -> 0.1     1e-7 -> 1e-7     -0.0 -> -0.0
//! 9007199254740993 < 9007199254740992.0 + 2.0    compared without rounding the integer
//! ```
//!
//! Invariant: `parse_float(&format_float(x))` is `x` again, and no float prints like an integer.

use std::cmp::Ordering;
use std::fmt::Write;

/// Appends the shortest text that reads back as `x`, always recognisable as a float. Exponents are used
/// where JavaScript uses them: from 1e21 on, and below 1e-6.
pub fn write_float(out: &mut String, x: f64) {
    if x.is_nan() {
        out.push_str("NaN");
        return;
    }
    if x.is_infinite() {
        out.push_str(if x < 0.0 { "-Infinity" } else { "Infinity" });
        return;
    }
    let start = out.len();
    let size = x.abs();
    // Writing into a String does not fail.
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let _ = write!(out, "{x:e}");
    } else {
        let _ = write!(out, "{x}");
        if !out[start..].contains('.') {
            out.push_str(".0");
        }
    }
}

/// [`write_float`] into a fresh string.
pub fn format_float(x: f64) -> String {
    let mut out = String::new();
    write_float(&mut out, x);
    out
}

/// The float that `text` spells, blanks around it ignored: what Monkey's literals allow, with a sign, and
/// `NaN`, `Infinity`, `-Infinity` as they print. Correctly rounded.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    match digits {
        "NaN" => return Some(f64::NAN),
        "Infinity" => return Some(sign * f64::INFINITY),
        _ => {}
    }
    let bytes = digits.as_bytes();
    let starts_well = matches!(bytes, [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..]);
    // This leaves out what Rust reads besides: `inf`, `nan`, a second sign.
    if !starts_well
        || !bytes
            .iter()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b'_'))
    {
        return None;
    }
    let parsed: Result<f64, _> = match bytes.contains(&b'_') {
        false => digits.parse(),
        true => without_separators(digits)?.parse(),
    };
    parsed.ok().map(|x| sign * x)
}

/// `digits` without its `_`, each of which must stand between two digits.
pub(crate) fn without_separators(digits: &str) -> Option<String> {
    let bytes = digits.as_bytes();
    for (i, &b) in bytes.iter().enumerate() {
        let between = i > 0
            && bytes[i - 1].is_ascii_alphanumeric()
            && bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric);
        if b == b'_' && !between {
            return None;
        }
    }
    Some(digits.chars().filter(|&c| c != '_').collect())
}

/// `x` as an integer, if it is one and fits.
#[inline]
pub fn exact_int(x: f64) -> Option<i64> {
    // -2^63 and 2^63 are floats; everything from the first up to below the second fits.
    if (-9223372036854775808.0..9223372036854775808.0).contains(&x) && x.trunc() == x {
        Some(x as i64)
    } else {
        None
    }
}

/// Compares an integer with a float exactly; `None` for NaN.
#[inline]
pub fn compare_int_float(n: i64, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x >= 9223372036854775808.0 {
        return Some(Ordering::Less);
    }
    if x < -9223372036854775808.0 {
        return Some(Ordering::Greater);
    }
    let whole = x.trunc();
    // What was cut off lies on the side of x away from zero.
    Some(
        n.cmp(&(whole as i64))
            .then_with(|| 0.0f64.partial_cmp(&(x - whole)).unwrap_or(Ordering::Equal)),
    )
}

/// A finite float as `sign * mantissa * 2^exponent`.
pub(crate) fn decompose(x: f64) -> (bool, u64, i32) {
    let bits = x.to_bits();
    let field = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match field {
        0 => (fraction, -1074),
        _ => (fraction | (1 << 52), field - 1075),
    };
    (x.is_sign_negative(), mantissa, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_floats() {
        let cases: &[(f64, &str)] = &[
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e20, "100000000000000000000.0"),
            (123456789012345680000.0, "123456789012345680000.0"),
            (1e21, "1e21"),
            (1.5e21, "1.5e21"),
            (-1e21, "-1e21"),
            (1e300, "1e300"),
            (f64::MAX, "1.7976931348623157e308"),
            (5e-324, "5e-324"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (0.000001, "0.000001"),
            (0.0000015, "0.0000015"),
            (0.00000099, "9.9e-7"),
            (1e-7, "1e-7"),
            (-1.25e-7, "-1.25e-7"),
            (f64::NAN, "NaN"),
            (-f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
            (9007199254740993.0, "9007199254740992.0"),
        ];
        for &(x, text) in cases {
            assert_eq!(format_float(x), text);
        }
    }

    #[test]
    fn text_reads_back() {
        let mut seed = 1u64;
        for _ in 0..20_000 {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let x = f64::from_bits(seed ^ (seed >> 29));
            let text = format_float(x);
            let back = parse_float(&text).unwrap();
            assert!(
                back.to_bits() == x.to_bits() || (x.is_nan() && back.is_nan()),
                "{text}"
            );
            assert!(
                text.contains(['.', 'e', 'N', 'I']),
                "{text} looks like an integer"
            );
        }
    }

    #[test]
    fn parsing() {
        for (text, x) in [
            ("1", 1.0),
            (" 1.5\n", 1.5),
            ("-2e3", -2000.0),
            ("+.5", 0.5),
            ("1_000.5", 1000.5),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(parse_float(text), Some(x), "{text}");
        }
        assert_eq!(
            parse_float("-0").map(f64::to_bits),
            Some((-0.0f64).to_bits())
        );
        assert_eq!(parse_float("-Infinity"), Some(f64::NEG_INFINITY));
        for text in [
            "", " ", "-", "+-1", "inf", "nan", "infinity", "1x", "1__0", "_1", "1_", "e5", ".",
            "1e", "0x10", "1 2", "--1",
        ] {
            assert_eq!(parse_float(text), None, "{text}");
        }
    }

    #[test]
    fn integers_compare_exactly() {
        use Ordering::*;
        let cases = [
            (0, -0.0, Equal),
            (1, 1.5, Less),
            (-1, -1.5, Greater),
            (-2, -1.5, Less),
            (2, 1.5, Greater),
            (9007199254740993, 9007199254740992.0, Greater),
            (9007199254740991, 9007199254740992.0, Less),
            (i64::MAX, 9223372036854775808.0, Less),
            (i64::MAX, 9223372036854774784.0, Greater),
            (i64::MIN, -9223372036854775808.0, Equal),
            (i64::MIN, -9223372036854777856.0, Greater),
            (i64::MAX, f64::INFINITY, Less),
            (i64::MIN, f64::NEG_INFINITY, Greater),
            (0, 5e-324, Less),
            (0, -5e-324, Greater),
        ];
        for (n, x, order) in cases {
            assert_eq!(compare_int_float(n, x), Some(order), "{n} {x}");
        }
        assert_eq!(compare_int_float(0, f64::NAN), None);
    }

    #[test]
    fn whole_floats() {
        assert_eq!(exact_int(-0.0), Some(0));
        assert_eq!(exact_int(1.5), None);
        assert_eq!(exact_int(9223372036854775808.0), None);
        assert_eq!(exact_int(-9223372036854775808.0), Some(i64::MIN));
        assert_eq!(exact_int(f64::NAN), None);
        assert_eq!(exact_int(f64::INFINITY), None);
    }
}
