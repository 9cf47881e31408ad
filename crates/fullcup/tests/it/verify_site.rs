//! `fullcup verify-site`: passes on what was released, fails on one changed byte.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
};

use crate::program::{Place, complaint, run};

/// Stands before a server and changes one byte of each file whose path ends so. It lasts as long as the test.
fn meddler(server: SocketAddr, ends: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            // Whoever goes away in the middle has no answer to change.
            drop(pass(client, server, ends));
        }
    });
    address
}

fn pass(mut client: TcpStream, server: SocketAddr, ends: &str) -> std::io::Result<()> {
    let mut head = vec![];
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut there = TcpStream::connect(server)?;
    let once = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    there.write_all(once.as_bytes())?;
    let mut answer = vec![];
    there.read_to_end(&mut answer)?;
    if path.ends_with(ends)
        && let Some(last) = answer.last_mut()
    {
        *last ^= 1;
    }
    client.write_all(&answer)
}

#[test]
fn a_site_that_serves_what_was_released_passes() {
    let place = Place::new();
    let server = place.serve();
    let url = format!("http://{}", server.address);
    let said = run(&["verify-site", &url]);
    assert!(said.status.success(), "{}", complaint(&said));
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        text.starts_with("OK: ") && text.contains("The digest of them all is "),
        "{text}"
    );
    server.stop();
}

#[test]
fn a_site_that_changes_one_byte_of_one_file_fails() {
    let place = Place::new();
    let server = place.serve();
    for ends in ["/sheet.css", "/start.js", "/sw.js", "/me"] {
        let url = format!("http://{}", meddler(server.address, ends));
        let said = run(&["verify-site", &url]);
        assert_eq!(said.status.code(), Some(1), "{ends}");
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains(&format!("{ends} is another file")), "{text}");
        assert!(complaint(&said).contains("is not what this program would serve"));
    }
    server.stop();
}
