import type { Subject } from '../../contracts/subject.js';

/** The record of a like; it never changes (spec: `{ns}.like`). */
export function likeRecord(subject: Pick<Subject, 'uri' | 'cid'>, createdAt: Date): object {
  return {
    $type: 'fm.plyr.like',
    subject: { uri: subject.uri, cid: subject.cid },
    createdAt: createdAt.toISOString(),
  };
}
