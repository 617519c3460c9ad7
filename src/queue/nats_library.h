/* libnats, loaded when a queue is opened: a start of the program that needs none does not pay for it. */
#ifndef ENTI_NATS_LIBRARY_H
#define ENTI_NATS_LIBRARY_H

#include <nats/nats.h>

#define ENTI_NATS_FUNCTIONS(X)                                                                                             \
  X(natsOptions_Create) X(natsOptions_Destroy) X(natsOptions_SetServers) X(natsOptions_SetMaxReconnect)                    \
  X(natsOptions_SetReconnectWait) X(natsOptions_SetRetryOnFailedConnect) X(natsOptions_SetTimeout) X(natsOptions_SetName)  \
  X(natsConnection_Connect) X(natsConnection_Destroy) X(natsConnection_JetStream) X(natsConnection_GetMaxPayload)          \
  X(natsConnection_GetConnectedUrl) X(natsStatus_GetText) X(jsCtx_Destroy) X(jsStreamConfig_Init) X(js_AddStream)          \
  X(js_GetStreamInfo) X(jsStreamInfo_Destroy) X(jsConsumerConfig_Init) X(js_AddConsumer) X(js_GetConsumerInfo)             \
  X(jsConsumerInfo_Destroy) X(jsPubOptions_Init) X(js_Publish) X(js_PublishMsg) X(jsPubAck_Destroy) X(jsSubOptions_Init)   \
  X(js_PullSubscribe) X(natsSubscription_Fetch) X(natsSubscription_Destroy) X(natsMsgList_Destroy) X(natsMsg_Destroy)      \
  X(natsMsg_Create) X(natsMsgHeader_Set) X(natsMsgHeader_Get) X(natsMsg_GetData) X(natsMsg_GetDataLength)                  \
  X(natsMsg_GetMetaData) X(jsMsgMetaData_Destroy) X(natsMsg_AckSync) X(natsMsg_NakWithDelay) X(natsMsg_InProgress)

#define ENTI_NATS_MEMBER(name) __typeof__(name) *name;
typedef struct enti_nats {
  ENTI_NATS_FUNCTIONS(ENTI_NATS_MEMBER)
} enti_nats;

/* The loaded library, or NULL where it is not installed. Safe from several threads. */
const enti_nats *enti_nats_library(void);

#endif
