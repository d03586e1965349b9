/** Who may stage an upload, and how much of it; provided from above, where artists and their quotas are known (UP-19, UP-21). */
export abstract class UploadAdmission {
  /** Throws the reason, in the product's words, when this person may not begin an upload now. */
  abstract assertMayBegin(ownerDid: string): Promise<void>;
}
