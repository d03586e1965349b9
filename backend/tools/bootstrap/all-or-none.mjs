/**
 * Works that are worth something only together: when one fails the others are called off. All are waited for, so that
 * nothing is still under way when the caller goes on.
 * @template T
 * @param {AbortController} calling
 * @param {Promise<T>[]} works
 * @returns {Promise<T[]>}
 */
export async function allOrNone(calling, works) {
  let firstFailure;
  const watched = works.map((work) =>
    work.catch((error) => {
      firstFailure ??= error;
      calling.abort();
    }),
  );
  const results = await Promise.all(watched);
  if (firstFailure) throw firstFailure;
  return results;
}
