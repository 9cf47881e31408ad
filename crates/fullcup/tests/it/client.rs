//! A browser without script, as small as it can be: one connection a request, cookies kept.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// An answer as it came over the wire.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status, 200 and so on.
    pub status: u16,
    /// Header lines with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; the client asks for no compression.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of the first field of a form that has this name.
    pub fn value(&self, name: &str) -> Option<String> {
        let text = self.text();
        let at = text.find(&format!("name=\"{name}\""))?;
        let tag = &text[text[..at].rfind('<')?..at + text[at..].find('>')?];
        Some(tag.split("value=\"").nth(1)?.split('"').next()?.to_owned())
    }
}

/// A signed-in browser, or one that will be.
#[derive(Clone, Debug, Default)]
pub struct Client {
    cookies: BTreeMap<String, String>,
}

impl Client {
    /// GET. `Err` when the line drops.
    pub fn get(&mut self, at: SocketAddr, path: &str) -> std::io::Result<Answer> {
        self.send(at, "GET", path, None)
    }

    /// POST of form fields. `Err` when the line drops.
    pub fn post(
        &mut self,
        at: SocketAddr,
        path: &str,
        fields: &[(&str, &str)],
    ) -> std::io::Result<Answer> {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
            .collect::<Vec<_>>();
        self.send(at, "POST", path, Some((FORM, body.join("&"))))
    }

    /// POST of JSON, as client code sends it: status and JSON. `Err` when the line drops.
    pub fn json(
        &mut self,
        at: SocketAddr,
        path: &str,
        body: &serde_json::Value,
    ) -> std::io::Result<(u16, serde_json::Value)> {
        let answer = self.send(at, "POST", path, Some((JSON, body.to_string())))?;
        Ok((
            answer.status,
            serde_json::from_slice(&answer.body).unwrap_or_default(),
        ))
    }

    /// Signs in by the form.
    pub fn sign_in(&mut self, at: SocketAddr, email: &str, password: &str) {
        let answer = self
            .post(at, "/sign-in", &[("email", email), ("password", password)])
            .expect("an answer");
        assert_eq!(answer.status, 303, "sign-in: {}", answer.text());
    }

    fn send(
        &mut self,
        at: SocketAddr,
        method: &str,
        path: &str,
        body: Option<(&str, String)>,
    ) -> std::io::Result<Answer> {
        let mut line = TcpStream::connect(at)?;
        line.set_read_timeout(Some(Duration::from_secs(30)))?;
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let (kind, body) = body.unwrap_or_default();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nCookie: {cookies}\r\n"
        );
        if method == "POST" {
            let length = body.len().to_string();
            for (name, value) in [
                ("Origin", format!("http://{at}").as_str()),
                ("Sec-Fetch-Site", "same-origin"),
                ("Content-Type", kind),
                ("Accept", if kind == JSON { JSON } else { "text/html" }),
                ("Content-Length", &length),
            ] {
                head.extend([name, ": ", value, "\r\n"]);
            }
        }
        line.write_all(format!("{head}\r\n{body}").as_bytes())?;
        let mut raw = vec![];
        line.read_to_end(&mut raw)?;
        let answer = parse(&raw).ok_or_else(|| std::io::Error::other("half an answer"))?;
        for (_, value) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            if let Some((name, value)) = value
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
            {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }
}

fn parse(raw: &[u8]) -> Option<Answer> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&raw[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut body = raw[end + 4..].to_vec();
    let header = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    };
    if header("transfer-encoding").is_some_and(|value| value == "chunked") {
        body = unchunk(&body)?;
    } else if let Some(length) = header("content-length") {
        (body.len() == length.parse::<usize>().ok()?).then_some(())?;
    }
    Some(Answer {
        status,
        headers,
        body,
    })
}

fn unchunk(mut raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = vec![];
    loop {
        let end = raw.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&raw[..end]).ok()?, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(raw.get(end + 2..end + 2 + size)?);
        raw = raw.get(end + 4 + size..)?;
    }
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
