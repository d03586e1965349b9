/** What a server gave as somebody's repository is none, or was not signed by its owner. */
export class RepositoryBroken extends Error {
  constructor(why: string, cause?: unknown) {
    super(`the repository is broken: ${why}`, { cause });
  }
}
