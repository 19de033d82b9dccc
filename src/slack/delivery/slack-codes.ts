import type { Meaning, SlackCode } from './slack-code.ts';

/**
 * What Slack's words mean for us: one row for every error code that it documents for a method that we call, from its reference
 * (https://docs.slack.dev/reference/methods, the table "Errors" of each) and from the types of its packages. Nothing else in the house
 * decides by a code; a test finds the methods that we call and fails where a documented code has no row.
 */

const againOf: Readonly<Record<Meaning, SlackCode['again']>> = {
  ...{ message: 'never', call: 'never', thread: 'never', window: 'never', settled: 'never' },
  ...{ outside: 'after a change', channel: 'after a change', person: 'after a change', outsider: 'after a change' },
  ...{ permission: 'after a change', workspace: 'after a change' },
  ...{ busy: 'later', unreached: 'later', unclear: 'later', unknown: 'later' },
};

type Row = readonly [codes: string, person: string, operator: string, again?: SlackCode['again']];

function meaning(means: Meaning, ...rows: readonly Row[]): [string, SlackCode][] {
  return rows.flatMap(([codes, person, operator, again = againOf[means]]) =>
    codes.split(' ').map((code): [string, SlackCode] => [code, { means, again, person, operator }]),
  );
}

const ourMessage =
  'Slack did not take Paperboy’s message as it was written, which is a fault of Paperboy. Whoever runs it finds the reason in the log.';
const ourCall =
  'Slack did not understand what Paperboy asked of it, which is a fault of Paperboy. Whoever runs it finds the reason in the log.';
const report = 'A fault of Paperboy. Report it with this line of the log.';
const withdrawn = 'Paperboy’s access to this workspace was withdrawn. Ask an admin to install the app again.';
const newToken =
  'Install the app again at api.slack.com/apps > Install App, set the new token (SLACK_BOT_TOKEN, or SLACK_APP_TOKEN for the socket) and restart.';
const moving = 'This workspace is being moved to an organisation; Paperboy goes on when that is done.';
const slackTrouble =
  'Slack is in trouble and did not confirm that the answer arrived. If you do not see it, ask again in a minute.';
const tooLate = 'Slack waited too long for that window. Press the button again.';
const blockedKind = 'This workspace does not let apps post that in channels shared with others. Ask an admin.';

const noFiles = 'This workspace does not take that file from Paperboy. Ask an admin.';

const table: ReadonlyMap<string, SlackCode> = new Map([
  ...meaning(
    'message',
    ['invalid_blocks invalid_blocks_format', ourMessage, `The blocks are not valid. ${report}`],
    ['msg_too_long msg_blocks_too_long', ourMessage, `The message is too long. ${report}`],
    ['no_text', ourMessage, `The message is empty. ${report}`],
    ['metadata_too_large invalid_metadata_format invalid_metadata_schema', ourMessage, `Its metadata: ${report}`],
    ['metadata_must_be_sent_from_app', ourMessage, `Slack takes metadata from another kind of token only. ${newToken}`],
    ['attachment_payload_limit_exceeded too_many_attachments invalid_attachments', ourMessage, report],
    [
      'cannot_parse_attachment invalid_unfurls_format missing_unfurls',
      ourMessage,
      `The preview is not valid. ${report}`,
    ],
    ['too_many_contact_cards missing_file_data markdown_text_conflict', ourMessage, report],
    ['view_too_large duplicate_external_id', ourCall, `The window is not valid. ${report}`],
  ),
  ...meaning(
    'call',
    ['invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data', ourCall, report],
    ['invalid_json json_not_object invalid_post_type missing_post_type missing_args', ourCall, report],
    ['insecure_request', ourCall, 'Slack wants https: check SLACK_API_URL.'],
    ['unknown_method deprecated_endpoint method_deprecated', ourCall, 'Slack ended this method. Update Paperboy.'],
    ['upgrade_required', ourCall, 'Slack wants a newer client. Update Paperboy.'],
    ['invalid_limit invalid_types missing_argument alt_txt_too_large snippet_too_large', ourCall, report],
    ['unknown_snippet_type channels_limit_exceeded file_not_found file_update_failed', ourCall, report],
    ['invalid_cursor invalid_ts_latest invalid_ts_oldest invalid_metadata_filter_keys', ourCall, report],
    ['list_record_comment_fetch_failed method_not_supported_for_channel_type not_implemented', ourCall, report],
    ['bad_timestamp invalid_name no_item_specified users_list_not_supplied not_enough_users', ourCall, report],
    ['too_many_users missing_profile_id as_user_not_supported send_on_behalf_not_allowed', ourCall, report],
    ['draft_already_deleted draft_already_sent draft_has_conflict draft_not_found', ourCall, report],
    ['duplicate_channel_not_found duplicate_message_not_found', ourCall, report],
    ['invalid_source invalid_unfurl_id missing_source missing_unfurl_id missing_channel missing_ts', ourCall, report],
    ['cannot_auth_user cannot_prompt reserved_username', ourCall, report],
    ['team_not_found', ourCall, 'The token belongs to an organisation. Install the app in the workspace itself.'],
  ),
  ...meaning(
    'thread',
    [
      'thread_not_found message_not_found cannot_find_message invalid_thread_ts',
      'Somebody removed that message, so there is no thread to answer in.',
      'None.',
    ],
    ['cannot_reply_to_message', 'Nobody can reply to that message in a thread.', 'None.'],
    ['restricted_action_thread_locked thread_locked', 'An admin has locked that thread.', 'An admin can unlock it.'],
    ['restricted_action_non_threadable_channel', 'This channel has no threads.', 'An admin can allow threads there.'],
    ['not_reactable too_many_emoji too_many_reactions no_access', 'That message takes no more reactions.', 'None.'],
    [
      'cant_delete_message compliance_exports_prevent_deletion',
      'That message cannot be removed.',
      'Remove it by hand.',
    ],
  ),
  ...meaning(
    'outside',
    [
      'not_in_channel no_permission',
      'Paperboy is not in this channel. Invite it with /invite @Paperboy and try again.',
      'Somebody in the channel has to invite the bot.',
    ],
    [
      'channel_not_found cannot_find_channel invalid_channel',
      'Paperboy cannot see this channel: it was removed, or it is private and Paperboy is not in it. Invite it with /invite @Paperboy and try again.',
      'Somebody in the channel has to invite the bot, or the channel is gone.',
    ],
  ),
  ...meaning(
    'channel',
    [
      'is_archived is_inactive',
      'This channel is archived, so nothing can be posted in it.',
      'Somebody has to unarchive it.',
    ],
    [
      'restricted_action app_access_restricted',
      'This workspace does not let Paperboy post here. Ask an admin.',
      'An admin decides who posts in the channel, and which apps people may use.',
    ],
    [
      'restricted_action_read_only_channel',
      'Nobody but admins may post in this channel. Ask an admin.',
      'An admin can allow the app to post there.',
    ],
    [
      'restricted_action_thread_only_channel',
      'This channel takes replies in threads only. Choose another one.',
      'An admin can allow messages outside threads.',
    ],
    [
      'messages_tab_disabled',
      'Paperboy’s direct messages are switched off. Ask an admin.',
      'Switch on the Messages Tab at api.slack.com/apps > App Home.',
    ],
    [
      'slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked',
      blockedKind,
      'An admin has forbidden it for Slack Connect.',
    ],
    [
      'access_denied',
      'Slack denies Paperboy access to this channel. Ask an admin.',
      'An admin can allow the app there.',
    ],
    [
      'cannot_unfurl_url cannot_find_service',
      'This workspace does not let Paperboy show what is behind that link.',
      'An admin has blocked previews of the site, or the app lacks it: install the app again with the unfurl_domains of manifest.json.',
    ],
    ['external_channel_migrating', 'This channel is being moved. Try again later.', 'None: it passes.'],
    ['channel_is_limited_access', 'Only some people may see this channel, and Paperboy is not one of them.', 'None.'],
    ['invalid_user_combination', 'The people of this conversation share no channel.', 'None.'],
    ['app_missing_action_url', 'Paperboy’s buttons are switched off. Ask an admin.', 'Switch on Interactivity.'],
    ['not_enabled', 'Paperboy’s Home tab is switched off.', 'Switch on the Home Tab at api.slack.com/apps > App Home.'],
  ),
  ...meaning(
    'person',
    ['user_not_found user_disabled', 'That person is no longer in this workspace.', 'None.'],
    ['user_not_visible', 'Slack does not show that person to Paperboy.', 'None.'],
  ),
  ...meaning('outsider', [
    'user_not_in_channel',
    'Slack shows that only to people in the channel. Join it and try again.',
    'None: the person is not in the channel.',
  ]),
  ...meaning(
    'window',
    ['expired_trigger_id', tooLate, 'The bot or Slack took longer than 3 s: look at the load of the machine.'],
    [
      'exchanged_trigger_id invalid_trigger_id',
      'That window was opened already. Press the button again if you closed it.',
      'None.',
    ],
    ['push_limit_reached', 'Too many windows are open on top of each other. Close one and press again.', 'None.'],
    ['expired_url', 'Slack accepts no more answers to that message. Ask again.', 'None.'],
  ),
  ...meaning(
    'permission',
    [
      'missing_scope',
      'Paperboy lacks a permission for that. Ask an admin to install the app again with the scopes of its manifest.',
      'Install the app again with the scopes of manifest.json (the app-level token needs connections:write).',
    ],
    [
      'file_type_not_allowed file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled',
      noFiles,
      'An admin decides which files people and apps may send.',
    ],
    ['storage_limit_reached', noFiles, 'The workspace’s storage for files is full.'],
    ['posting_to_channel_denied', noFiles, 'An admin decides who posts in that conversation.'],
  ),
  ...meaning(
    'workspace',
    ['invalid_auth not_authed account_inactive token_revoked token_expired', withdrawn, newToken],
    ['not_installed', withdrawn, 'The workspace has to install the app: /slack/install.'],
    ['not_allowed_token_type is_bot', withdrawn, `The token is of another kind than this method takes. ${newToken}`],
    ['team_access_not_granted forbidden_team', withdrawn, 'An admin of the organisation has to grant the app access.'],
    ['team_disabled user_removed_from_team', withdrawn, 'The workspace is closed, or the app was removed from it.'],
    ['enterprise_is_restricted', withdrawn, 'The organisation forbids this method. Ask its admin.'],
    [
      'accesslimited',
      'This workspace does not let Paperboy in from where it runs. Ask an admin.',
      'The workspace limits the networks that apps may call from. Allow this machine’s address.',
    ],
    ['ekm_access_denied', 'An admin has suspended posting in this workspace.', 'An admin has withdrawn the keys.'],
    [
      'two_factor_setup_required',
      'This workspace wants two-factor authentication set up before Paperboy may post.',
      'Whoever installed the app has to set up two-factor authentication.',
    ],
    ['org_login_required team_added_to_org', moving, 'None: it passes.', 'later'],
  ),
  ...meaning(
    'busy',
    ['ratelimited rate_limited', 'Slack asks Paperboy to slow down. Try again in a minute.', 'None: it passes.'],
    [
      'message_limit_exceeded',
      'This workspace has posted as many messages as Slack allows it for now. Try again later.',
      'The workspace’s own limit: an admin finds it in Slack.',
    ],
  ),
  // Why Slack closes a socket.
  ...meaning(
    'workspace',
    ['link_disabled', withdrawn, 'Switch on Socket Mode at api.slack.com/apps > Socket Mode.', 'later'],
    [
      'too_many_websockets',
      slackTrouble,
      'More than ten connections are open: stop other copies of the bot that use this app token.',
      'later',
    ],
  ),
  ...meaning('unreached', [
    'unreached',
    'Paperboy could not reach Slack. Ask again in a minute.',
    'Check the network, and SLACK_API_URL.',
  ]),
  ...meaning(
    'unclear',
    ['internal_error fatal_error service_unavailable', slackTrouble, 'None: trouble of Slack, see its status page.'],
    ['request_timeout', slackTrouble, 'Slack had only half of the request: check the network.'],
    ['unconfirmed', slackTrouble, 'Slack’s answer was lost, late or no answer of Slack: check the network.'],
  ),
  ...meaning('settled', [
    'already_reacted hash_conflict not_found cannot_unfurl_message',
    'That was done already, or the window is closed.',
    'None.',
  ]),
]);

/** Slack says what the table does not know: it may be new. */
function unknown(code: string): SlackCode {
  return {
    ...{ means: 'unknown', again: againOf.unknown },
    person: `Slack refuses this with “${code}”. Try again in a minute.`,
    operator: `Paperboy does not know “${code}”: look for it in Slack’s reference, and update Paperboy.`,
  };
}

export const isListed = (code: string): boolean => table.has(code);

/** The row of a code. */
export function meaningOf(code: string): SlackCode {
  return table.get(code) ?? unknown(code);
}

/** Of a channel that Slack told an event about: the sentence that a post there would be refused with. */
export const whyClosed = {
  archived: meaningOf('is_archived').person,
  outside: meaningOf('not_in_channel').person,
  removed: meaningOf('channel_not_found').person,
};

/** By these Slack says that it does not know a block, or a part of it. */
const blockCodes: ReadonlySet<unknown> = new Set(['invalid_blocks', 'invalid_blocks_format']);

export function isAboutBlocks(code: string | undefined): boolean {
  return blockCodes.has(code);
}
