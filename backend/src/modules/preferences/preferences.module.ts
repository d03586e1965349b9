import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferenceSet } from './preferences.entity.js';
import { PreferencesRepository } from './preferences.repository.js';
import { Preferences } from './preferences.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PreferenceSet]), AtprotoModule],
  controllers: [PreferencesController],
  providers: [Preferences, PreferencesRepository],
  exports: [Preferences],
})
export class PreferencesModule {}
