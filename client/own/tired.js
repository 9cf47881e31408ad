// Locks by itself: after 15 minutes without a sign of life, or sooner by choice, and at once when a phone
// that slept comes back late.

const MINUTES = 15;

export class Tired {
  /** @param {() => void} lock */
  constructor(lock) {
    this.lock = lock;
    this.minutes = MINUTES;
    this.last = Date.now();
    this.on = false;
    const alive = () => {
      this.look();
      this.last = Date.now();
    };
    for (const sign of ['pointerdown', 'keydown', 'input']) {
      document.addEventListener(sign, alive, { passive: true, capture: true });
    }
    document.addEventListener('visibilitychange', () => this.look());
    setInterval(() => this.look(), 5_000);
  }

  look() {
    if (this.on && Date.now() - this.last >= this.minutes * 60_000) this.lock();
  }

  /** Counts from now on. */
  begin() {
    this.on = true;
    this.last = Date.now();
  }

  end() {
    this.on = false;
  }
}
