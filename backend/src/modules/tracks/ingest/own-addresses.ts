import { Injectable } from '@nestjs/common';
import { Storage } from '../../media/index.js';

/** A file of ours, as the key of its object names it. */
export interface OwnFile {
  id: string;
  extension: string;
}

const FILE = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([a-z0-9]{1,8}))?$/;
const EXTENSION = /^[a-z0-9]{1,8}$/;

/**
 * Which public file of ours an address names, if any (ING-05). An address counts only when it is exactly the one that we
 * would give to that file: nothing is guessed from parts of it, and another origin never passes.
 */
@Injectable()
export class OwnAddresses {
  constructor(private readonly storage: Storage) {}

  /** Addresses of the disk driver carry no extension; the record's file type is it. */
  audio(url: string, fileType: string): OwnFile | null {
    const file = fileIn(url, fileType);
    return file && this.storage.publicUrl(`audio/${file.id}.${file.extension}`, 'public') === url ? file : null;
  }

  image(url: string): OwnFile | null {
    const file = fileIn(url, '');
    return file && this.storage.publicUrl(`images/${file.id}.${file.extension}`, 'images') === url ? file : null;
  }
}

function fileIn(url: string, otherwise: string): OwnFile | null {
  const [, id, extension = otherwise] = FILE.exec(url) ?? [];
  return id && EXTENSION.test(extension) ? { id, extension } : null;
}
