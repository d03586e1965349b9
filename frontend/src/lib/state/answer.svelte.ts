/** One answer of the API: what it says, or why it did not come. What is known stays while it is asked for anew. */
export class Answer<Value> {
  /** Undefined until it came. */
  value = $state.raw<Value | undefined>();
  problem = $state.raw<unknown>(null);
  loading = $state(false);
  readonly #ask: () => Promise<Value>;

  constructor(ask: () => Promise<Value>) {
    this.#ask = ask;
  }

  async read(): Promise<void> {
    this.loading = true;
    try {
      this.value = await this.#ask();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.loading = false;
    }
  }
}

/** Asked for at once; whoever shows it need not wait for it. */
export function answerTo<Value>(ask: () => Promise<Value>): Answer<Value> {
  const answer = new Answer(ask);
  void answer.read();
  return answer;
}
