//! The log is for whoever reads it; nobody waits for them.

use std::{
    io::{BufRead, BufReader, Read},
    process::Stdio,
};

use crate::{
    client::Client,
    program::{Place, fullcup},
};

/// More lines than a pipe holds.
const ANSWERS: usize = 1_500;

#[test]
fn a_house_whose_log_nobody_reads_answers_and_stops() {
    let place = Place::new();
    let mut child = fullcup()
        .args(place.flags(&[]))
        .args(["--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("standard output"))
        .read_line(&mut line)
        .expect("a line");
    let address = line
        .trim_end()
        .rsplit_once("http://")
        .expect("the ready line")
        .1
        .parse()
        .expect("an address");
    let mut client = Client::default();
    for _ in 0..ANSWERS {
        let answer = client.get(address, "/sign-in").expect("an answer");
        assert!([200, 303].contains(&answer.status), "{}", answer.status);
    }
    let asked = std::process::Command::new("kill")
        .arg(child.id().to_string())
        .status();
    assert!(asked.expect("kill runs").success());
    // Only now somebody reads it, and finds whole lines.
    let mut log = String::new();
    child
        .stderr
        .take()
        .expect("standard error")
        .read_to_string(&mut log)
        .expect("text");
    assert!(child.wait().expect("it ends").success());
    let answered = log.lines().filter(|line| line.contains("answered")).count();
    assert!(answered > 500, "{answered} lines");
}
