import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'Whether something of the caller is still in the old namespace.' })
export class MigrationCheck {
  needs_migration!: boolean;
  old_record_count!: number;
  /** Where tracks were kept before; absent when this instance migrates nothing. */
  old_collection?: string;
  new_collection!: string;
  did!: string;
}

export class MigrationFailure {
  /** The original, which stays. */
  uri!: string;
  reason!: string;
}

@ApiSchema({ description: 'What one call did. It may leave records for the next one.' })
export class MigrationResult {
  migrated_count!: number;
  /** Originals that are gone, as their copies are sure. */
  deleted_count!: number;
  failed_count!: number;
  errors!: MigrationFailure[];
}
