export interface BodyRules {
  maxBytes: number;
  tooLarge(): Error;
  /** The error to give for a stream that broke before its end. */
  broken(cause: unknown): unknown;
  /** Called once, however it ends. */
  ended(): void;
}

/**
 * The same bytes, as long as they are no more than `maxBytes`; then the stream fails and the source is cancelled. What
 * is counted is what comes out of decompression, so a small answer cannot become a large one.
 */
export function limitedBody(body: ReadableStream<Uint8Array>, rules: BodyRules): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let seen = 0;
  const next = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw rules.broken(cause);
    });
    if (done) {
      rules.ended();
      return controller.close();
    }
    seen += value.byteLength;
    if (seen > rules.maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw rules.tooLarge();
    }
    controller.enqueue(value);
  };
  return new ReadableStream<Uint8Array>({
    pull: (controller) =>
      next(controller).catch((error: unknown) => {
        rules.ended();
        controller.error(error);
      }),
    cancel: (reason) => {
      rules.ended();
      return reader.cancel(reason);
    },
  });
}
