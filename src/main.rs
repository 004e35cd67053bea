//! The `hivm` binary: the command line only.

fn main() {
    hivm::cli::main()
}
