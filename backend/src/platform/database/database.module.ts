import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Settings } from '../config/index.js';
import { AuditLog } from './audit-log.js';
import { connect } from './connect.js';
import { dataSourceOptions } from './data-source-options.js';
import { Sql } from './sql.js';
import { Transactions } from './transactions.js';

const services = [Transactions, Sql, AuditLog];

@Global()
@Module({ providers: services, exports: services })
export class DatabaseModule {
  static connected(): DynamicModule {
    const connection = TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        ...dataSourceOptions(settings),
        autoLoadEntities: true,
        // Waiting is the business of `connect`, which the migrations share.
        toRetry: () => false,
      }),
      dataSourceFactory: (options) => connect(options as DataSourceOptions),
    });
    return { module: DatabaseModule, imports: [connection] };
  }
}
