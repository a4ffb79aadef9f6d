// SPDX-License-Identifier: Apache-2.0
#include "testing/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace nearnet::testing {

HttpServer::HttpServer(Answer answer) : answer_(std::move(answer)) {
  listening_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (listening_ < 0 || bind(listening_, plain, length) != 0 || listen(listening_, 8) != 0 ||
      getsockname(listening_, plain, &length) != 0) {
    throw std::runtime_error("no server could be started on this machine");
  }
  url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  thread_ = std::thread([this] { serve(); });
}

HttpServer::~HttpServer() {
  shutdown(listening_, SHUT_RDWR);
  thread_.join();
  close(listening_);
}

void HttpServer::serve() {
  for (int client = accept(listening_, nullptr, nullptr); client >= 0;
       client = accept(listening_, nullptr, nullptr)) {
    std::string request;
    char piece[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = recv(client, piece, sizeof piece, 0);
      if (got <= 0) break;
      request.append(piece, static_cast<std::size_t>(got));
    }
    const auto begin = request.find(' ') + 1;
    const std::string body = answer_(request.substr(begin, request.find(' ', begin) - begin));
    std::string reply =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    reply += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    for (std::size_t sent = 0; sent < reply.size();) {
      const ssize_t now = send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
      if (now <= 0) break;
      sent += static_cast<std::size_t>(now);
    }
    close(client);
  }
}

}  // namespace nearnet::testing
