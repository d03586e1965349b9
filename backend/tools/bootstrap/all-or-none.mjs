/**
 * Works that are worth something only together: when one fails the others are called off. All are waited for, so that
 * nothing is still under way when the caller goes on. Throws why they were called off, also where that was decided by works
 * inside one of these, and not what those said that had to stop.
 * @template T
 * @param {AbortController} calling
 * @param {Promise<T>[]} works
 * @returns {Promise<T[]>}
 */
export async function allOrNone(calling, works) {
  let failed = false;
  const watched = works.map((work) =>
    work.catch((error) => {
      failed = true;
      calling.abort(error);
    }),
  );
  const results = await Promise.all(watched);
  if (failed) throw calling.signal.reason;
  return results;
}
