/** What a like, comment, label or list item is about: a row of ours and, once published, its record. */
export interface Subject {
  id: number;
  uri: string;
  cid: string | null;
  ownerDid: string;
}
