/** What one way of asking said: a DID, `null` for "nobody", or that it could not be asked. */
export type HandleAnswer = PromiseSettledResult<string | null>;

/**
 * One answer from several ways of asking, the more trusted first: the first DID, else nobody if at least one way could
 * be asked. A web site that is down does not matter when DNS says that there is no such handle.
 * @throws {AggregateError} when no way could be asked
 */
export function agreedAnswer(answers: HandleAnswer[]): string | null {
  const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const did = given.find((answer) => answer !== null);
  if (did) return did;
  if (given.length > 0) return null;
  const reasons = answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as unknown) : undefined));
  throw new AggregateError(reasons, 'neither DNS nor the web site of the handle answered');
}

/** The DID in the TXT records of a handle; two of them name nobody. */
export function didInRecords(records: string[][]): string | undefined {
  const dids = records.map((chunks) => chunks.join('')).filter((text) => text.startsWith('did='));
  return dids.length === 1 ? dids[0]?.slice('did='.length) : undefined;
}
