import { sql } from 'kysely';
import type { StepAnswer } from '../guests/step-answer.ts';

/** A step's answer, as a literal in a statement. */
export const answerWord = (answer: StepAnswer) => sql.lit(answer);

/** Several answers, for `in`. */
export const answerWords = (answers: readonly StepAnswer[]) =>
  sql`(${sql.join(answers.map(answerWord))})`;
