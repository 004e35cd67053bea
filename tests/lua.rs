//! Proves that the vendored Lua is built and works: the debugger's scripts need version 5.4 and its integers.
#![cfg(feature = "debugger")]

#[test]
fn lua_runs_and_reports_errors() {
    let lua = mlua::Lua::new();
    let version: String = lua.globals().get("_VERSION").expect("a global of Lua");
    assert_eq!(version, "Lua 5.4");

    let double = lua
        .create_function(|_, n: i64| Ok(n * 2))
        .expect("a function");
    lua.globals().set("double", double).expect("a new global");
    let sum: i64 = lua
        .load("local s = 0; for i = 1, 10 do s = s + double(i) end; return s")
        .eval()
        .expect("valid");
    assert_eq!(sum, 110);

    let error = lua
        .load("return nil + 1")
        .set_name("=case")
        .eval::<i64>()
        .expect_err("nil is no number");
    assert!(
        error
            .to_string()
            .contains("case:1: attempt to perform arithmetic on a nil value"),
        "{error}"
    );
}
