import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';

/** Makes the database record every move of a state, in the table `moved`. */
export async function noteMoves(db: Db): Promise<void> {
  await sql
    .raw(`
    create table moved (thing text, "from" text, "to" text);
    create function note_move() returns trigger language plpgsql as $$
    begin
      if old.state <> new.state then insert into moved values (tg_table_name, old.state, new.state); end if;
      return new;
    end $$;
    ${['request', 'approval', 'invitation', 'guest']
      .map(
        (table) =>
          `create trigger m after update on ${table} for each row execute function note_move();`,
      )
      .join('\n')}`)
    .execute(db);
}
