/** What a page of the client says about itself to those who run no scripts. */
export interface PageHead {
  status: 200 | 301 | 404 | 410;
  /** Where the page moved to, with status 301. */
  location?: string;
  /** The escaped fragment for the slot in the shell. */
  html: string;
}

/** Makes the head of a page; `previews` provides it. */
export abstract class PageHeads {
  abstract of(path: string): Promise<PageHead>;
}
