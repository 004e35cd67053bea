//! `hivm dap [--port N]`: the debug adapter of editors.

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};

use super::options::MachineOptions;
use super::{Answer, Failure, load, report};
use crate::debug::serve;

/// Serves an editor that speaks the Debug Adapter Protocol, over standard streams
#[derive(clap::Args)]
pub(super) struct Dap {
    /// Listens on this port of the local host instead, for one client; 0 chooses one. The first line of the output names it
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    #[command(flatten)]
    options: MachineOptions,
}

impl Dap {
    pub(super) fn run(self) -> Answer {
        let from = (
            &load::described as &crate::debug::Loader,
            self.options.config,
        );
        let served = match self.port {
            None => {
                let input = BufReader::new(std::io::stdin());
                serve(input, Box::new(std::io::stdout()), from)
            }
            Some(port) => listen(port).and_then(|stream| {
                let input = BufReader::new(stream.try_clone()?);
                serve(input, Box::new(stream), from)
            }),
        };
        served.map_err(|e| {
            report::error(format!("the client is gone: {e}"));
            Failure::Program
        })
    }
}

/// Waits for a client on a port that only this host can reach.
fn listen(port: u16) -> std::io::Result<std::net::TcpStream> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("listening on {}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
