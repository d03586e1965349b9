/** Calls XRPC methods of one user's PDS in that user's name; an `Agent` of @atproto/api is one. */
export interface RepoAgent {
  /** `path` begins with `/xrpc/`. */
  fetchHandler(path: string, init: RequestInit): Promise<Response>;
}

/** Who may write to whose repository; the grants of the sign-in provide it. */
export abstract class RepoAccess {
  /** `null` when there is no living grant for this user whose scopes suffice. */
  abstract agentFor(did: string): Promise<RepoAgent | null>;

  /** The repository was not found where it should be: the next agent looks for it anew (CON-07). */
  abstract lost(did: string): Promise<void>;
}
