/**
 * Calls that the excerpt of Microsoft's description leaves out, written down from the documentation:
 * https://learn.microsoft.com/graph/api/group-list-settings
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

export const morePaths = {
  '/groupSettings': listSettings('groupSettings.ListGroupSetting'),
  '/groups/{group-id}/settings': listSettings('group.ListSettings'),
};
