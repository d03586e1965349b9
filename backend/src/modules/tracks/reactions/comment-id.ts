import { Param, type PipeTransform } from '@nestjs/common';
import { CommentMissing } from '../../comments/index.js';

const LARGEST = 2_147_483_647;

/** The number of a comment from an address. Whatever is not a number names no comment. */
export class CommentIdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
    if (id < 1 || id > LARGEST) throw new CommentMissing();
    return id;
  }
}

/** The parameter `id` of a route below `/tracks/comments`. */
export const CommentId = () => Param('id', CommentIdPipe);
