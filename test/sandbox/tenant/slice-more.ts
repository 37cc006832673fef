/**
 * Calls that the excerpt of Microsoft's description leaves out, written down from the documentation:
 * https://learn.microsoft.com/graph/api/group-list-settings,
 * https://learn.microsoft.com/graph/api/application-delete, https://learn.microsoft.com/graph/api/group-delete and
 * https://learn.microsoft.com/graph/api/teamsapp-delete
 */
const setting = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    displayName: { type: 'string', nullable: true },
    templateId: { type: 'string', nullable: true },
    values: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', nullable: true },
          value: { type: 'string', nullable: true },
        },
      },
    },
  },
};

const listSettings = (operationId: string) => ({
  get: {
    operationId,
    parameters: [{ name: '$select', in: 'query' }],
    responses: {
      '2XX': {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { value: { type: 'array', items: setting } },
            },
          },
        },
      },
    },
  },
});

const deletion = (operationId: string) => ({
  delete: { operationId, responses: { '2XX': { description: 'Success' } } },
});

/** Calls on paths that the excerpt has without them. */
export const moreCalls: Record<string, Record<string, unknown>> = {
  '/applications/{application-id}': deletion('applications.application.DeleteApplication'),
  '/groups/{group-id}': deletion('groups.group.DeleteGroup'),
};

export const morePaths = {
  '/appCatalogs/teamsApps/{teamsApp-id}': deletion('appCatalogs.DeleteTeamsApps'),
  '/groupSettings': listSettings('groupSettings.ListGroupSetting'),
  '/groups/{group-id}/settings': listSettings('group.ListSettings'),
};
