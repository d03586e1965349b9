/** Carries signals between processes. */
export abstract class SignalBus {
  /** Called for every signal that arrives, our own included. */
  onSignal: (name: string, payload: unknown) => void = () => undefined;

  abstract send(name: string, payload: unknown): Promise<void>;
}
