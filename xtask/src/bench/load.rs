//! The load: one thread and one kept-alive connection for each client, blocking,
//! so that its own cost is small and known.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{
        Barrier,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

/// One client's line to the server.
pub struct Line {
    reader: BufReader<TcpStream>,
    host: SocketAddr,
    cookie: String,
    buffer: Vec<u8>,
}

/// An answer: status, the parts of the head that matter, body as sent (often compressed).
pub struct Answer {
    /// 200 and so on.
    pub status: u16,
    /// `Set-Cookie` values, up to the first `;`.
    pub cookies: Vec<String>,
    /// `Location`.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// Bytes on the wire, head and body.
    pub bytes: usize,
}

impl Line {
    /// Connects.
    pub fn open(host: SocketAddr, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            reader: BufReader::with_capacity(64 * 1024, stream),
            host,
            cookie: cookie.to_owned(),
            buffer: vec![],
        })
    }

    /// GET; compressed unless `plain`.
    pub fn get(&mut self, path: &str, plain: bool) -> Result<Answer> {
        let encoding = if plain {
            ""
        } else {
            "Accept-Encoding: gzip\r\n"
        };
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\n{encoding}Cookie: {}\r\n\r\n",
            self.host, self.cookie
        );
        self.send(&request)
    }

    /// POST of a form body.
    pub fn post(&mut self, path: &str, body: &str) -> Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\nCookie: {1}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {2}\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len()
        );
        self.send(&request)
    }

    fn send(&mut self, request: &str) -> Result<Answer> {
        self.reader.get_mut().write_all(request.as_bytes())?;
        let mut answer = Answer {
            status: 0,
            cookies: vec![],
            location: None,
            body: vec![],
            bytes: 0,
        };
        let mut length = 0;
        loop {
            self.buffer.clear();
            let read = self.reader.read_until(b'\n', &mut self.buffer)?;
            ensure!(read > 0, "the line was closed");
            answer.bytes += read;
            let line = std::str::from_utf8(&self.buffer)?.trim_end();
            if line.is_empty() {
                break;
            }
            if answer.status == 0 {
                answer.status = line.split(' ').nth(1).context("a status line")?.parse()?;
            } else if let Some((name, value)) = line.split_once(':') {
                let value = value.trim();
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.parse()?,
                    "set-cookie" => answer
                        .cookies
                        .push(value.split(';').next().unwrap_or(value).to_owned()),
                    "location" => answer.location = Some(value.to_owned()),
                    "transfer-encoding" => bail!("the load knows no chunked bodies"),
                    _ => {}
                }
            }
        }
        answer.body.resize(length, 0);
        self.reader.read_exact(&mut answer.body)?;
        answer.bytes += length;
        Ok(answer)
    }
}

/// What a run measured.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Answers a second.
    pub rate: f64,
    /// Half of the answers came within this many milliseconds.
    pub p50: f64,
    /// 99 in 100 came within this many milliseconds.
    pub p99: f64,
    /// Server CPU for each answer, in microseconds.
    pub server_us: f64,
    /// Of that, its threads that read records.
    pub reading_us: f64,
    /// Of that, the thread that writes.
    pub writing_us: f64,
    /// The load's share of all CPU used, 0 to 1.
    pub load_share: f64,
}

/// What one client does in each turn: `(client, turn)` to a request; an error ends the run.
pub type Turn<'a> = &'a (dyn Fn(&mut Line, usize, u64) -> Result<()> + Sync);

/// Runs `clients` for `time`; `server` is the process whose CPU is counted.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of a few seconds are far below 2^52, and shares lie between 0 and 1"
)]
pub fn run(
    host: SocketAddr,
    cookies: &[String],
    clients: usize,
    time: Duration,
    server: u32,
    turn: Turn<'_>,
) -> Result<Measured> {
    let barrier = Barrier::new(clients + 1);
    let over = AtomicBool::new(false);
    let done = AtomicU64::new(0);
    let mut took: Vec<f64> = vec![];
    let (mut server_used, mut load_used, mut elapsed) = (0.0, 0.0, 0.0);
    let (mut reading, mut writing) = (0.0, 0.0);
    std::thread::scope(|scope| -> Result<()> {
        let handles: Vec<_> = (0..clients)
            .map(|client| {
                let (barrier, over, done) = (&barrier, &over, &done);
                let cookie = &cookies[client % cookies.len()];
                scope.spawn(move || -> Result<Vec<f64>> {
                    let line = Line::open(host, cookie);
                    barrier.wait();
                    let mut line = line?;
                    let mut took = vec![];
                    let mut number = 0;
                    while !over.load(Ordering::Relaxed) {
                        let start = Instant::now();
                        turn(&mut line, client, number)?;
                        took.push(start.elapsed().as_secs_f64() * 1000.0);
                        done.fetch_add(1, Ordering::Relaxed);
                        number += 1;
                    }
                    Ok(took)
                })
            })
            .collect();
        barrier.wait();
        let (start, server_before, load_before) =
            (Instant::now(), cpu(server)?, cpu(std::process::id())?);
        let (reading_before, writing_before) =
            (of_threads(server, "reader")?, of_threads(server, "writer")?);
        std::thread::park_timeout(time);
        while start.elapsed() < time {
            std::thread::park_timeout(time.saturating_sub(start.elapsed()));
        }
        over.store(true, Ordering::Relaxed);
        elapsed = start.elapsed().as_secs_f64();
        for handle in handles {
            took.extend(
                handle
                    .join()
                    .map_err(|_| anyhow::anyhow!("a client panicked"))??,
            );
        }
        server_used = cpu(server)? - server_before;
        load_used = cpu(std::process::id())? - load_before;
        reading = of_threads(server, "reader")? - reading_before;
        writing = of_threads(server, "writer")? - writing_before;
        Ok(())
    })?;
    took.sort_by(f64::total_cmp);
    ensure!(!took.is_empty(), "no answer came");
    let answers = done.load(Ordering::Relaxed);
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    Ok(Measured {
        rate: answers as f64 / elapsed,
        p50: at(0.5),
        p99: at(0.99),
        server_us: server_used * 1e6 / answers as f64,
        reading_us: reading * 1e6 / answers as f64,
        writing_us: writing * 1e6 / answers as f64,
        load_share: load_used / (server_used + load_used).max(f64::EPSILON),
    })
}

/// CPU seconds that a process has used so far.
pub fn cpu(process: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit_once(')').context("a process name")?.1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
    // Linux counts in hundredths of a second wherever Rust runs.
    Ok(ticks / 100.0)
}

/// CPU seconds that the threads of this name have used so far.
fn of_threads(process: u32, name: &str) -> Result<f64> {
    let mut nanoseconds = 0.0;
    for thread in std::fs::read_dir(format!("/proc/{process}/task"))? {
        let thread = thread?.path();
        // A thread may end while we look.
        let Ok(called) = std::fs::read_to_string(thread.join("comm")) else {
            continue;
        };
        if called.trim() == name {
            let text = std::fs::read_to_string(thread.join("schedstat"))?;
            let first = text.split_whitespace().next().context("a time")?;
            nanoseconds += first.parse::<f64>()?;
        }
    }
    Ok(nanoseconds / 1e9)
}
