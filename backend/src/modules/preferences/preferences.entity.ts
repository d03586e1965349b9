import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

export const THEMES = ['dark', 'light', 'system'] as const;
export type Theme = (typeof THEMES)[number];

/** How one account wants things to be. */
@Entity('preferences')
export class PreferenceSet {
  @PrimaryColumn('text') did!: string;
  @Column('text', { default: '#6a9fff' }) accentColor!: string;
  @Column('text', { default: 'dark' }) theme!: Theme;
  @Column('boolean', { default: true }) autoAdvance!: boolean;
  @Column('boolean', { default: false }) allowComments!: boolean;
  @Column('text', { array: true, default: () => `'{ai}'` }) hiddenTags!: string[];
  @Column('boolean', { default: false }) enableTealScrobbling!: boolean;
  @Column('boolean', { default: false }) showSensitiveArtwork!: boolean;
  @Column('boolean', { default: false }) showLikedOnProfile!: boolean;
  @Column('jsonb', { default: {} }) uiSettings!: Record<string, unknown>;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
