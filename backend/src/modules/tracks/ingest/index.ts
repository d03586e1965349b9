import { Admissions } from './admissions.service.js';
import { AudioArrivals } from './audio-arrivals.service.js';
import { BlobDownloads } from './blob-downloads.service.js';
import { Claims } from './claims.service.js';
import { CommentRecordHandler } from './comment-record.handler.js';
import { CoverArrivals } from './cover-arrivals.service.js';
import { FetchMediaHandler } from './fetch-media.handler.js';
import { FetchWantedHandler } from './fetch-wanted.handler.js';
import { ForgetWithdrawnHandler } from './forget-withdrawn.handler.js';
import { KnownFilesQueries } from './known-files.queries.js';
import { LikeRecordHandler } from './like-record.handler.js';
import { MeasureAudioHandler } from './measure-audio.handler.js';
import { OwnAddresses } from './own-addresses.js';
import { SubjectsQueries } from './subjects.queries.js';
import { SweepCoversHandler } from './sweep-covers.handler.js';
import { SweepUnmeasuredHandler } from './sweep-unmeasured.handler.js';
import { TrackNumbers } from './track-numbers.js';
import { TrackParts } from './track-parts.service.js';
import { TrackRecordHandler } from './track-record.handler.js';
import { TracksIntakeRepository } from './tracks-intake.repository.js';
import { TracksIntake } from './tracks-intake.service.js';
import { WantedMediaRepository } from './wanted-media.repository.js';

const records = [TrackRecordHandler, LikeRecordHandler, CommentRecordHandler, SubjectsQueries];
const rows = [TracksIntake, TracksIntakeRepository, TrackParts, Admissions, Claims, OwnAddresses, KnownFilesQueries];
const bytes = [
  WantedMediaRepository,
  AudioArrivals,
  CoverArrivals,
  BlobDownloads,
  FetchWantedHandler,
  FetchMediaHandler,
  MeasureAudioHandler,
  SweepCoversHandler,
  SweepUnmeasuredHandler,
  ForgetWithdrawnHandler,
];

/** What comes from records that others wrote; part of the tracks module. */
export const ingestProviders = [...records, ...rows, ...bytes, TrackNumbers];
