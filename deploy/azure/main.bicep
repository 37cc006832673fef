// Untried: nothing here could deploy or compile it. The tests check its brackets, its references and its variables.
//
// Container Apps with two replicas, a PostgreSQL server, one identity for the bot and for Graph, the Azure Bot with the
// Teams channel, and an alert when all inviting stops:
//   az deployment group create --resource-group <group> --template-file deploy/azure/main.bicep --parameters image=<image>
//     invitersGroupId=<id> operatorsGroupId=<id> sharePointHosts=<host> projects=@projects.json databasePassword=<password> mailTo=<address>
// Afterwards grant the identity the Graph permissions of the README: a person with the right role must do that.

@description('The image that was built from deploy/Containerfile, with its registry.')
param image string

@description('The group whose members may invite.')
param invitersGroupId string

@description('The group that runs the bot.')
param operatorsGroupId string

@description('Hosts that files may come from and go to: contoso-my.sharepoint.com')
param sharePointHosts string

@description('The text of projects.json.')
param projects string

@secure()
@description('The password of the database: letters and digits.')
param databasePassword string

@description('Who hears by mail when all inviting stops.')
param mailTo string

param name string = 'guestlist'
param location string = resourceGroup().location

var port = 3978
var tenantId = tenant().tenantId
var databaseName = 'guestlist'
var databaseUser = 'guestlist'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    retentionInDays: 30
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: {
    name: 'Standard_B1ms'
    tier: 'Burstable'
  }
  properties: {
    version: '17'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: {
      storageSizeGB: 32
    }
    backup: {
      backupRetentionDays: 14
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: databaseName
}

// 0.0.0.0 stands for services inside Azure, whosever they are. A virtual network is narrower.
resource insideAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'azure'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var host = '${name}.${environment.properties.defaultDomain}'

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      ingress: {
        external: true
        targetPort: port
        allowInsecure: false
      }
      secrets: [
        {
          name: 'database-url'
          value: 'postgres://${databaseUser}:${databasePassword}@${server.properties.fullyQualifiedDomainName}/${databaseName}?sslmode=verify-full'
        }
        {
          name: 'projects'
          value: projects
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'bot'
          image: image
          env: [
            { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppTenantId', value: tenantId }
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'INVITERS_GROUP_ID', value: invitersGroupId }
            { name: 'OPERATORS_GROUP_ID', value: operatorsGroupId }
            { name: 'SHAREPOINT_HOSTS', value: sharePointHosts }
            { name: 'PUBLIC_URL', value: 'https://${host}' }
            { name: 'PORT', value: string(port) }
            { name: 'PROJECTS_FILE', value: '/etc/guestlist/projects' }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 2
              failureThreshold: 60
            }
            {
              type: 'Readiness'
              httpGet: { path: '/readyz', port: port }
              periodSeconds: 5
              timeoutSeconds: 3
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 20
              timeoutSeconds: 5
            }
          ]
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          volumeMounts: [
            { volumeName: 'projects', mountPath: '/etc/guestlist' }
          ]
        }
      ]
      scale: {
        minReplicas: 2
        maxReplicas: 2
      }
      terminationGracePeriodSeconds: 60
      volumes: [
        {
          name: 'projects'
          storageType: 'Secret'
          secrets: [
            { secretRef: 'projects', path: 'projects' }
          ]
        }
      ]
    }
  }
  dependsOn: [
    database
    insideAzure
  ]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Guestlist'
    endpoint: 'https://${host}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: tenantId
    msaAppType: 'UserAssignedMSI'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  properties: {
    groupShortName: 'guestlist'
    enabled: true
    emailReceivers: [
      { name: 'mail', emailAddress: mailTo, useCommonAlertSchema: true }
    ]
  }
}

resource stopped 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-inviting-stopped'
  location: location
  properties: {
    displayName: 'Guestlist stopped all inviting'
    severity: 1
    enabled: true
    scopes: [
      logs.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs_CL | where ContainerAppName_s == "${name}" | where Log_s has "breaker opened"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
  dependsOn: [
    app
  ]
}

output endpoint string = 'https://${host}/api/messages'
output appId string = identity.properties.clientId
