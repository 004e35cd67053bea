//! What is said of damaged containers, and what is left out of good ones.

use super::super::container::{self, Texts};
use super::super::*;
use super::program;

#[test]
fn containers_say_where_they_are_damaged() {
    let good = container::write(&program(vec![], |f| f.ret_null()), Texts::LeftOut);
    let error = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bad = good.clone();
        change(&mut bad);
        let error = container::read(&bad).unwrap_err();
        (error.offset, error.what)
    };
    let at = |offset: usize, what: &str| (offset, what.to_owned());
    assert_eq!(error(&|b| b.clear()), at(0, "the file's mark is cut off"));
    assert_eq!(error(&|b| b[0] = b'x'), at(0, "not a bytecode file"));
    assert_eq!(
        error(&|b| b[4] = 9),
        at(4, "version 9, this hivm reads version 3")
    );
    assert_eq!(error(&|b| b[6] = 1), at(6, "unknown flags"));
    assert_eq!(error(&|b| b[20] ^= 1), at(8, "wrong checksum"));
    let resealed = |change: &dyn Fn(&mut Vec<u8>)| {
        error(&|b| {
            change(b);
            let crc = crc32fast::hash(&b[12..]);
            b[8..12].copy_from_slice(&crc.to_le_bytes());
        })
    };
    assert_eq!(resealed(&|b| b[12] = 2), at(12, "section 1 is missing"));
    assert_eq!(resealed(&|b| b[13] = 255), at(17, "a section is cut off"));
    assert_eq!(
        resealed(&|b| b[17..21].fill(255)),
        at(
            17,
            "4294967295 elements are more than the bytes that are left"
        )
    );
    let length = good.len();
    assert_eq!(resealed(&|b| b.push(0)), at(length, "1 bytes too many"));
}

#[test]
fn texts_are_kept_only_if_asked_for() {
    let mut builder = ProgramBuilder::new();
    builder.file("a.monkey", Some("puts(1)".into()));
    let mut f = FunctionBuilder::new("main", Params::default());
    f.ret_null();
    let main = builder.add(f.finish().unwrap());
    let program = builder.finish(main).unwrap();
    let text = |texts| {
        let read = container::read(&container::write(&program, texts)).unwrap();
        read.files[0].text.clone()
    };
    assert_eq!(text(Texts::Included).as_deref(), Some("puts(1)"));
    assert_eq!(text(Texts::LeftOut), None);
}
