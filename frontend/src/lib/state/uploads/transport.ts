import type { UploadAccepted, UploadProgress, Visibility } from '../../api/contract.ts';

/** What the form of a track holds besides its file. */
export interface TrackForm {
  title: string;
  /** A new or existing album by name, or an existing one by id. */
  album?: string;
  albumId?: string;
  /** Handles of featured artists. */
  features?: readonly string[];
  tags?: readonly string[];
  description?: string;
  visibility?: Visibility;
  image?: File | null;
}

/** An upload that goes on at the server. */
export interface RunningUpload {
  uploadId: string;
  /** Null when the server does not say. */
  title: string | null;
}

/** The way to the server; a spec hands in one without a network. Refusals are thrown as `ApiProblem`. */
export interface UploadTransport {
  /** Throws when nobody is signed in: better before the bytes than after them (UP-13). */
  check(): Promise<void>;
  /**
   * Sends the bytes, going on where an earlier try of the same file stopped, and gives their staged id.
   * @throws Interrupted when the connection could not be had again
   */
  send(file: File, onsent: (sentBytes: number) => void, signal: AbortSignal): Promise<string>;
  /** Makes a track of staged bytes. */
  create(stagedId: string, form: TrackForm): Promise<UploadAccepted>;
  /** Whether a track is being made of staged bytes already: its upload has their id. False where nobody answers. */
  isAccepted(stagedId: string): Promise<boolean>;
  /** The bytes of this file belong to a track now; a later upload of it begins anew. */
  forget(file: File): Promise<void>;
  /**
   * Follows an accepted upload to its end, good or bad.
   * @throws NoAnswer when the server says nothing for too long
   */
  watch(uploadId: string, onprogress: (progress: UploadProgress) => void, signal: AbortSignal): Promise<UploadProgress>;
  /** What is still being worked on (UP-20). */
  running(): Promise<RunningUpload[]>;
}

/** The bytes stopped on their way. What has arrived is kept by the server. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The server stopped talking about an upload it had accepted. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
