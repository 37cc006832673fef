import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMeant } from './read-meant.ts';

/** Rows with a role in their first cell, whom they invite, and whom they do not mean. */
const rows: readonly [text: string, people: string, unmeant?: string][] = [
  ['Felix Leiter\tfelix.leiter@x\nBob Roe\tbob@y', 'felix.leiter@x bob@y'],
  ['Felix Leiter\tfleiter@x\nBob Roe\tbob@y', 'fleiter@x bob@y'],
  ['Jane Doe\tjane@x\nBob Manager\tbm@y', 'jane@x bm@y'],
  ['Jane Doe Account Manager\tjane@x\nBob Roe\tbob@y', 'jane@x bob@y'],
  ['Jane Doe Manager\tjd@x\nBob Roe\tbob@y', 'jd@x bob@y'],
  ['Felix Leiter - felix.leiter@x\nBob Roe - bob@y', 'felix.leiter@x bob@y'],
  ['Felix Leiter: felix.leiter@x\nBob Roe: bob@y', 'felix.leiter@x bob@y'],
  ['Ann Sponsor | ann.sponsor@x\nBob Roe | bob@y', 'ann.sponsor@x bob@y'],
  ['Max von Leiter\tvonleiter@x\nBob Roe\tbob@y', 'vonleiter@x bob@y'],
  ['Jane Doe (Account Manager)\tjane@x\nBob Roe\tbob@y', 'jane@x bob@y'],
  ['jane@x\nManager\tmax@y', 'jane@x', 'max@y'],
  ['jane@x\nProject Manager\tpm@y', 'jane@x', 'pm@y'],
  ['jane@x\nLine Manager - line.manager@y', 'jane@x', 'line.manager@y'],
  ['jane@x\nSales Manager\tmax@y', 'jane@x', 'max@y'],
  ['jane@x\nRegional Manager: regional.manager@y', 'jane@x', 'regional.manager@y'],
  ['jane@x; Bob Manager: bob.manager@y', 'jane@x bob.manager@y'],
  ['jane@x\nJane\u2019s manager: jane.max@y', 'jane@x', 'jane.max@y'],
  ['jane@x\nHer manager\tmax@y', 'jane@x', 'max@y'],
  ['jane@x\nBudget Owner: budget.owner@y', 'jane@x', 'budget.owner@y'],
  ['jane@x\nBudget Owner\tbudget.owner@y', 'jane@x', 'budget.owner@y'],
  ['jane@x\nBudgethouder: bo@y', 'jane@x', 'bo@y'],
  ['jane@x\nContract Owner: contract.owner@y', 'jane@x', 'contract.owner@y'],
  ['jane@x\nHiring Manager: hiring.manager@y', 'jane@x', 'hiring.manager@y'],
  ['jane@x\nWoodgrove Bank Sponsor: max@y', 'jane@x', 'max@y'],
  ['jane@x\nSteering Committee Sponsor: max@y', 'jane@x', 'max@y'],
  ['jane@x\nSteering Committee Sponsor\tmax@y', 'jane@x', 'max@y'],
  ['jane@x\nDigital Operations Manager: max@y', 'jane@x', 'max@y'],
  ['jane@x\nCost Center Owner: max@y', 'jane@x', 'max@y'],
  ['jane@x\nNew Hire Manager: max@y', 'jane@x', 'max@y'],
  ['jane@x\nRequested By Manager: max@y', 'jane@x', 'max@y'],
  ['jane@x\nMark Release Manager: max@y', 'jane@x', 'max@y'],
  ['jane@x\nIT Manager: itmanager@y', 'jane@x', 'itmanager@y'],
  ['jane@x; Budget Owner: budget.owner@y', 'jane@x', 'budget.owner@y'],
];
for (const [text, people, unmeant] of rows) {
  test(`a name that ends like a role is a name: ${JSON.stringify(text)}`, () => {
    const read = readMeant(text);
    assert.equal(read.people.join(' '), people);
    if (unmeant !== undefined) assert.ok(read.left.includes(unmeant));
  });
}
