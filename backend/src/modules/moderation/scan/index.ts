import { AuddScanner } from './audd-scanner.js';
import { AudioScans } from './audio-scans.service.js';
import { ScanBacklog } from './scan-backlog.service.js';
import { ScanController } from './scan.controller.js';
import { ScanRecords } from './scan-records.service.js';
import { ScanTrackHandler, SoundNews } from './scan-track.handler.js';
import { Scanner } from './scanner.js';
import { ScanningService } from './scanning-service.js';
import { ScansRepository } from './scans.repository.js';
import { SweepUnscannedHandler } from './sweep-unscanned.handler.js';
import { TrackScans } from './track-scans.service.js';
import { UnscannedQueries } from './unscanned.queries.js';

export const scanControllers = [ScanController];

/** The copyright scan of tracks, and of sounds for other programs; part of the moderation module. */
export const scanProviders = [
  AuddScanner,
  ScanningService,
  Scanner,
  AudioScans,
  UnscannedQueries,
  ScansRepository,
  ScanRecords,
  TrackScans,
  SoundNews,
  ScanTrackHandler,
  SweepUnscannedHandler,
  ScanBacklog,
];
