import { Param, type PipeTransform } from '@nestjs/common';
import { TrackMissing } from './tracks.errors.js';

const LARGEST = 2_147_483_647;

/** The number of a track from an address. Whatever is not a number names no track. */
export class TrackIdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
    if (id < 1 || id > LARGEST) throw new TrackMissing();
    return id;
  }
}

/** The number of a track as a parameter of the route: `id` below `/tracks`. */
export const TrackId = (parameter = 'id') => Param(parameter, TrackIdPipe);
