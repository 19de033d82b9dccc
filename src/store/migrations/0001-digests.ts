import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Subscriptions, their deliveries, and which papers each has been sent. */
export const digests: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('time', 'text', (column) => column.notNull())
      .addColumn('days', 'text', (column) => column.notNull())
      .addColumn('time_zone', 'text', (column) => column.notNull())
      .addColumn('topics', 'text', (column) => column.notNull())
      .addColumn('exclusions', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('has_details', 'integer', (column) => column.notNull())
      .addColumn('when_quiet', 'text', (column) => column.notNull())
      .addColumn('paused', 'text')
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('subscriptions_next_at').on('subscriptions').column('next_at').execute();
    await db.schema.createIndex('subscriptions_channel').on('subscriptions').columns(['team', 'channel']).execute();
    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subscription_id', 'text', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('local_date', 'text', (column) => column.notNull())
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('content', 'text')
      .addColumn('parts', 'integer', (column) => column.notNull())
      .addColumn('posted', 'text', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('lease', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('posting_since', 'bigint')
      .addColumn('posting_at', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('finished_at', 'bigint')
      .addUniqueConstraint('deliveries_once_a_date', ['subscription_id', 'local_date'])
      .execute();
    await db.schema.createIndex('deliveries_open').on('deliveries').columns(['state', 'not_before']).execute();
    await db.schema
      .createTable('sent_papers')
      .addColumn('subscription_id', 'text', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('paper_id', 'text', (column) => column.notNull())
      .addColumn('delivery_id', 'text', (column) => column.notNull().references('deliveries.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('sent_papers_once', ['subscription_id', 'paper_id'])
      .execute();
  },
};
