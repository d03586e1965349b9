export class AudioUrlView {
  /** An address that a player can use as it is. */
  url!: string;
  /** @format uuid */
  file_id!: string;
  file_type!: string;
  /** When the address ends; null for public audio. */
  expires_at!: string | null;
}
