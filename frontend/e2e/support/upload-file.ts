/** A file as a file chooser and a form take it. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
