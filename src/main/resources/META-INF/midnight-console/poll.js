// Asks again and again: often while something happens, seldom while nobody looks or nothing answers.

const HIDDEN = 30_000;
const SLOWEST = 30_000;

export class Poll {
  /**
   * @param ask gives an answer
   * @param show draws it, and says in how many milliseconds to ask again
   * @param failed told of an error, and in how many milliseconds it is tried again
   */
  constructor(ask, show, failed) {
    Object.assign(this, { ask, show, failed, failures: 0, timer: 0, turn: 0 });
    this.onVisible = () => { if (!document.hidden) this.soon(); };
    document.addEventListener("visibilitychange", this.onVisible);
    this.soon();
  }

  /** Asks at once, whatever it waited for. */
  soon() {
    clearTimeout(this.timer);
    return this.run(++this.turn);
  }

  stop() {
    this.turn = -1;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  async run(turn) {
    let wait;
    try {
      const answer = await this.ask();
      if (turn !== this.turn) return;
      this.failures = 0;
      wait = this.show(answer);
    } catch (e) {
      if (turn !== this.turn) return;
      wait = Math.min(SLOWEST, 1000 * 2 ** this.failures++);
      this.failed(e, wait);
    }
    this.timer = setTimeout(() => this.run(turn), document.hidden ? Math.max(wait, HIDDEN) : wait);
  }
}
