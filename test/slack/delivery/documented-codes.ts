/**
 * Error codes by method as Slack's reference lists them (https://docs.slack.dev/reference/methods, "Errors" of each page and "Common
 * errors", read in August 2026), with those that its OpenAPI description of 2021 adds.
 */
export const documentedCodes: Readonly<Record<string, string>> = {
  'every method':
    'access_denied accesslimited account_inactive deprecated_endpoint ekm_access_denied enterprise_is_restricted fatal_error internal_error invalid_arg_name invalid_arguments invalid_array_arg invalid_charset invalid_form_data invalid_post_type is_bot method_deprecated missing_post_type missing_scope no_permission not_allowed_token_type not_authed org_login_required ratelimited request_timeout service_unavailable team_access_not_granted team_added_to_org token_expired token_revoked two_factor_setup_required unknown_method',
  'auth.test': 'invalid_auth invalid_json json_not_object upgrade_required',
  'apps.connections.open': 'forbidden_team insecure_request invalid_auth missing_args',
  'assistant.threads.setStatus': 'channel_not_found invalid_auth invalid_thread_ts reserved_username',
  'assistant.threads.setSuggestedPrompts': 'channel_not_found invalid_auth invalid_thread_ts message_not_found',
  'chat.postMessage':
    'app_access_restricted as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message channel_not_found draft_already_deleted draft_already_sent draft_has_conflict draft_not_found duplicate_channel_not_found duplicate_message_not_found invalid_auth invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large missing_file_data msg_blocks_too_long msg_too_long no_text not_in_channel rate_limited restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel send_on_behalf_not_allowed slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked team_not_found too_many_attachments too_many_contact_cards',
  'chat.postEphemeral':
    'cannot_reply_to_message channel_not_found invalid_attachments invalid_auth invalid_blocks invalid_blocks_format invalid_json is_archived json_not_object markdown_text_conflict message_limit_exceeded messages_tab_disabled msg_too_long no_text not_in_channel restricted_action too_many_attachments upgrade_required user_not_in_channel',
  'chat.delete':
    'cant_delete_message channel_not_found compliance_exports_prevent_deletion invalid_auth invalid_json json_not_object message_not_found upgrade_required',
  'chat.getPermalink': 'channel_not_found invalid_auth message_not_found',
  'chat.unfurl':
    'cannot_auth_user cannot_find_channel cannot_find_message cannot_find_service cannot_parse_attachment cannot_prompt cannot_unfurl_message cannot_unfurl_url invalid_auth invalid_metadata_format invalid_source invalid_unfurl_id invalid_unfurls_format missing_channel missing_source missing_ts missing_unfurl_id missing_unfurls',
  'conversations.history':
    'channel_is_limited_access channel_not_found invalid_auth invalid_cursor invalid_json invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest json_not_object not_in_channel upgrade_required',
  'conversations.replies':
    'channel_not_found invalid_auth invalid_cursor invalid_json invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest json_not_object list_record_comment_fetch_failed method_not_supported_for_channel_type thread_not_found upgrade_required',
  'conversations.info':
    'channel_is_limited_access channel_not_found invalid_auth invalid_json json_not_object method_not_supported_for_channel_type upgrade_required',
  'conversations.open':
    'channel_not_found invalid_auth invalid_json invalid_user_combination json_not_object method_not_supported_for_channel_type not_enough_users too_many_users upgrade_required user_disabled user_not_found user_not_visible users_list_not_supplied',
  'files.completeUploadExternal':
    'channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed file_update_failed file_uploads_except_images_disabled invalid_auth invalid_blocks invalid_channel not_in_channel posting_to_channel_denied',
  'files.getUploadURLExternal':
    'alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled invalid_auth missing_argument snippet_too_large storage_limit_reached unknown_snippet_type',
  'reactions.add':
    'already_reacted bad_timestamp channel_not_found external_channel_migrating invalid_auth invalid_json invalid_name is_archived json_not_object message_not_found no_access no_item_specified not_reactable thread_locked too_many_emoji too_many_reactions upgrade_required',
  'users.conversations':
    'invalid_auth invalid_cursor invalid_json invalid_limit invalid_types json_not_object method_not_supported_for_channel_type upgrade_required user_not_found user_not_visible',
  'users.info':
    'invalid_auth invalid_json json_not_object too_many_users upgrade_required user_not_found user_not_visible',
  'views.open': 'duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large',
  'views.publish': 'duplicate_external_id hash_conflict missing_profile_id not_enabled not_implemented view_too_large',
  'views.push':
    'duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id push_limit_reached view_too_large',
  'views.update': 'duplicate_external_id hash_conflict not_found view_too_large',
};
