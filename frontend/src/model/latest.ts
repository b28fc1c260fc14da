/** The answer to what was asked last: what older questions bring, however late, is dropped. */
export class Latest<Answer> {
  answer: Answer | undefined;
  /** What went wrong, in words if there are any. */
  failure: string | undefined;
  isWaiting = false;
  private asked = 0;

  constructor(private readonly changed: () => void) {}

  async ask(question: Promise<Answer>): Promise<void> {
    const number = ++this.asked;
    this.isWaiting = true;
    this.failure = undefined;
    this.changed();
    const settle = (settled: { answer: Answer } | { failure: string }) => {
      if (number !== this.asked) return;
      Object.assign(this, settled, { isWaiting: false });
      this.changed();
    };
    await question.then(
      (answer) => settle({ answer }),
      (failure: unknown) => settle({ failure: messageOf(failure) }),
    );
  }
}

function messageOf(failure: unknown): string {
  const has = failure instanceof Object && "message" in failure;
  return has && typeof failure.message === "string" ? failure.message : "";
}
