import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlbumsModule } from '../albums/index.js';
import { ArtistsModule } from '../artists/index.js';
import { AtprotoModule } from '../atproto/index.js';
import { CommentsModule } from '../comments/index.js';
import { JobsModule } from '../jobs/index.js';
import { LikesModule } from '../likes/index.js';
import { MediaModule } from '../media/index.js';
import { PreferencesModule } from '../preferences/index.js';
import { TagsModule } from '../tags/index.js';
import { albumControllers, albumProviders } from './albums/index.js';
import { AudioController } from './audio/audio.controller.js';
import { ListeningService } from './audio/listening.service.js';
import { TrackAudioCounter, TrackImageCounter } from './audio/reference-counters.js';
import { RelocateAudioHandler } from './audio/relocate-audio.handler.js';
import { SweepAudioHandler } from './audio/sweep-audio.handler.js';
import { TrackAudioRepository } from './audio/track-audio.repository.js';
import { WaveformsService } from './audio/waveforms.service.js';
import { CopyrightFlags } from './copyright-flags.repository.js';
import { counterProviders } from './counters/index.js';
import { DiscoveryService } from './discovery.service.js';
import { EditForms } from './edit/edit-form.service.js';
import { EditsController } from './edit/edits.controller.js';
import { EditsService } from './edit/edits.service.js';
import { RemovalsService } from './edit/removals.service.js';
import { VisibilityChanges } from './edit/visibility-changes.service.js';
import { FeaturesService } from './features.service.js';
import { likedControllers, likedProviders } from './liked/index.js';
import { ingestProviders } from './ingest/index.js';
import { TrackNumbers } from './ingest/track-numbers.js';
import { OwnTracksController } from './own/own-tracks.controller.js';
import { OwnTracksService } from './own/own-tracks.service.js';
import { RestoresService } from './own/restores.service.js';
import { playControllers, playEntities, playProviders } from './plays/index.js';
import { reactionControllers, reactionProviders } from './reactions/index.js';
import { TrackRecordBuilder } from './records/track-record.builder.js';
import { TrackWrites } from './records/track-writes.service.js';
import { tagControllers, tagProviders } from './tags/index.js';
import { CoverForms } from './form/cover-forms.service.js';
import { Track } from './track.entity.js';
import { TrackAudio } from './track-audio.entity.js';
import { TrackFeature } from './track-feature.entity.js';
import { TrackSlug } from './track-slug.entity.js';
import { TracksController } from './tracks.controller.js';
import { TracksRepository } from './tracks.repository.js';
import { TracksService } from './tracks.service.js';
import { UploadAdmissionModule } from './upload/artist-admission.js';
import { LossyCopies } from './upload/lossy-copies.service.js';
import { OptimizeTrackHandler } from './upload/optimize-track.handler.js';
import { ProcessUploadHandler } from './upload/process-upload.handler.js';
import { SignsOfLife } from './upload/signs-of-life.service.js';
import { SweepUploadsHandler } from './upload/sweep-uploads.handler.js';
import { UploadForms } from './upload/upload-form.service.js';
import { UploadOutcomes } from './upload/upload-outcomes.service.js';
import { UploadsController } from './upload/uploads.controller.js';
import { UploadsService } from './upload/uploads.service.js';
import { WaitingUploads } from './upload/waiting-uploads.service.js';
import { GoneTracks } from './views/gone-tracks.queries.js';
import { TrackRowsQueries } from './views/track-rows.queries.js';
import { TrackViews } from './views/track-views.service.js';

const core = [
  TracksService,
  TracksRepository,
  TrackAudioRepository,
  FeaturesService,
  TrackWrites,
  TrackRecordBuilder,
  CopyrightFlags,
];
const views = [TrackRowsQueries, TrackViews, GoneTracks, DiscoveryService, OwnTracksService, RestoresService];
const upload = [
  UploadForms,
  UploadsService,
  UploadOutcomes,
  LossyCopies,
  WaitingUploads,
  SignsOfLife,
  ProcessUploadHandler,
  OptimizeTrackHandler,
  SweepUploadsHandler,
];
const edit = [EditForms, CoverForms, EditsService, RemovalsService, VisibilityChanges];
const audio = [
  ListeningService,
  WaveformsService,
  RelocateAudioHandler,
  SweepAudioHandler,
  TrackAudioCounter,
  TrackImageCounter,
];
const about = [
  ...reactionProviders,
  ...likedProviders,
  ...albumProviders,
  ...playProviders,
  ...counterProviders,
  ...tagProviders,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Track, TrackAudio, TrackFeature, TrackSlug, ...playEntities]),
    AtprotoModule,
    MediaModule,
    JobsModule,
    PreferencesModule,
    ArtistsModule,
    TagsModule,
    LikesModule,
    CommentsModule,
    AlbumsModule,
    UploadAdmissionModule,
  ],
  controllers: [
    TracksController,
    UploadsController,
    OwnTracksController,
    EditsController,
    AudioController,
    ...reactionControllers,
    ...likedControllers,
    ...albumControllers,
    ...playControllers,
    ...tagControllers,
  ],
  providers: [...core, ...views, ...upload, ...edit, ...audio, ...about, ...ingestProviders],
  exports: [TracksService, TrackViews, GoneTracks, TrackNumbers, CoverForms, CopyrightFlags],
})
export class TracksModule {}
