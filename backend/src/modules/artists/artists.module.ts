import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { PreferencesModule } from '../preferences/index.js';
import { Artist } from './artist.entity.js';
import { ArtistsController } from './artists.controller.js';
import { ArtistsIntakeRepository } from './artists-intake.repository.js';
import { ArtistsIntake } from './artists-intake.service.js';
import { ArtistsRepository } from './artists.repository.js';
import { Artists } from './artists.service.js';
import { AvatarCounter } from './avatar-counter.js';
import { CompleteProfileHandler } from './complete-profile.handler.js';
import { LoginSync } from './login-sync.service.js';
import { ProfileRecordBuilder } from './profile-record.builder.js';
import { ProfileRecordHandler } from './profile-record.handler.js';
import { SweepProfilesHandler } from './sweep-profiles.handler.js';
import { ProfileSync, SyncProfileHandler } from './sync-profile.handler.js';

@Module({
  imports: [TypeOrmModule.forFeature([Artist]), AtprotoModule, PreferencesModule],
  controllers: [ArtistsController],
  providers: [
    Artists,
    ArtistsRepository,
    ArtistsIntake,
    ArtistsIntakeRepository,
    ProfileRecordBuilder,
    ProfileRecordHandler,
    CompleteProfileHandler,
    SweepProfilesHandler,
    LoginSync,
    ProfileSync,
    SyncProfileHandler,
    AvatarCounter,
  ],
  exports: [Artists, ArtistsIntake],
})
export class ArtistsModule {}
