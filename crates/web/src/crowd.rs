//! How many connections there may be, and who goes when there are too many: the one that has
//! waited longest without asking for anything. So a thousand dribbling connections never keep a
//! person out.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use tokio::task::AbortHandle;

use crate::wire::{Line, Phase};

/// Everyone who is connected.
pub(crate) struct Crowd {
    most: usize,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    next: u64,
    lines: HashMap<u64, (Arc<Line>, Option<AbortHandle>)>,
}

/// A place in the crowd; given back when it is dropped.
pub(crate) struct Seat {
    crowd: Arc<Crowd>,
    number: u64,
}

impl Crowd {
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            inside: Mutex::default(),
        })
    }

    /// A place for one more. None when everyone inside is being answered.
    pub(crate) fn seat(self: &Arc<Self>, line: &Arc<Line>) -> Option<Seat> {
        let mut inside = self.inside.lock().ok()?;
        if inside.lines.len() >= self.most && !inside.cut_idlest() {
            return None;
        }
        inside.next += 1;
        let number = inside.next;
        inside.lines.insert(number, (line.clone(), None));
        Some(Seat {
            crowd: self.clone(),
            number,
        })
    }

    /// Cuts the one that has waited longest; for when the system has no more sockets.
    pub(crate) fn make_room(&self) {
        if let Ok(mut inside) = self.inside.lock() {
            inside.cut_idlest();
        }
    }
}

impl Inside {
    fn cut_idlest(&mut self) -> bool {
        let idle = self
            .lines
            .iter()
            .filter_map(|(number, (line, task))| match line.get() {
                (Phase::Busy, _) => None,
                (_, since) => Some((since, *number, task.clone()?)),
            });
        let Some((_, number, task)) = idle.min_by_key(|(since, number, _)| (*since, *number))
        else {
            return false;
        };
        self.lines.remove(&number);
        task.abort();
        true
    }
}

impl Seat {
    /// Says which task serves this connection, so that it can be cut.
    pub(crate) fn served_by(crowd: &Crowd, number: u64, task: AbortHandle) {
        if let Ok(mut inside) = crowd.inside.lock()
            && let Some((_, slot)) = inside.lines.get_mut(&number)
        {
            *slot = Some(task);
        }
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Ok(mut inside) = self.crowd.inside.lock() {
            inside.lines.remove(&self.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_idlest_goes_and_the_busy_stay() {
        let crowd = Crowd::new(2);
        let (busy, idle) = (Line::new(), Line::new());
        busy.set(Phase::Busy);
        let task = || tokio::spawn(std::future::pending::<()>());
        let (first, second) = (task(), task());
        let a = crowd.seat(&busy).expect("a place");
        Seat::served_by(&crowd, a.number(), first.abort_handle());
        let b = crowd.seat(&idle).expect("a place");
        Seat::served_by(&crowd, b.number(), second.abort_handle());
        let newcomer = Line::new();
        newcomer.set(Phase::Busy);
        let c = crowd.seat(&newcomer).expect("the idle one made room");
        assert!(second.await.is_err(), "it was cut");
        assert!(!first.is_finished());
        assert!(crowd.seat(&Line::new()).is_none(), "all are busy");
        drop(c);
        assert!(crowd.seat(&Line::new()).is_some());
    }
}
